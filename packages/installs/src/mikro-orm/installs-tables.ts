import { ConsentRow } from './consent.entity.ts';
import { DataErasureRow } from './data-erasure.entity.ts';
import { ErasureReceiptRow } from './erasure-receipt.entity.ts';
import { StepsOfInstallations } from './migrations/0004-steps-of-installations.ts';
import { InstallationRow } from './installation.entity.ts';
import { CreateInstalls } from './migrations/0001-create-installs.ts';
import { Farewells } from './migrations/0002-farewells.ts';
import { RememberedInputsRow } from './remembered-inputs.entity.ts';
import { CreateUpdates } from './migrations/0003-create-updates.ts';
import { ResponseValues } from './migrations/0005-response-values.ts';
import { Tests } from './migrations/0006-tests.ts';
import { LastAnswers } from './migrations/0007-last-answers.ts';
import { RolloutRow } from './rollout.entity.ts';
import { UpdateCheckRow } from './update-check.entity.ts';

/** The PostgreSQL schema `installs`: its entities, and its migrations in order. */
export const installsTables = {
  schema: 'installs',
  entities: [
    InstallationRow,
    ConsentRow,
    ErasureReceiptRow,
    DataErasureRow,
    RememberedInputsRow,
    RolloutRow,
    UpdateCheckRow,
  ],
  sealed: [
    { kind: 'entries' as const, table: 'installations', column: 'auth_inputs', context: 'id', prefix: '' },
    { kind: 'entries' as const, table: 'installations', column: 'former_auth_inputs', context: 'id', prefix: '' },
    { kind: 'entries' as const, table: 'installations', column: 'response_values', context: 'id', prefix: 'response.' },
    { kind: 'entries' as const, table: 'remembered_inputs', column: 'inputs', context: 'installation_id', prefix: '' },
  ],
  migrations: [
    { name: 'installs-0001-create', class: CreateInstalls },
    { name: 'installs-0002-farewells', class: Farewells },
    { name: 'installs-0003-updates', class: CreateUpdates },
    { name: 'installs-0004-steps', class: StepsOfInstallations },
    { name: 'installs-0005-response-values', class: ResponseValues },
    { name: 'installs-0006-tests', class: Tests },
    { name: 'installs-0007-last-answers', class: LastAnswers },
  ],
};
