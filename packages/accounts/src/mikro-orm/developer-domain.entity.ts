import { defineEntity, p } from '@mikro-orm/core';
import type { ProofMethod } from '../domain/domain-proof.ts';
import type { Finding } from '../domain/finding.ts';

const DeveloperDomainSchema = defineEntity({
  name: 'DeveloperDomainRow',
  schema: 'accounts',
  tableName: 'developer_domains',
  indexes: [{ name: 'developer_domains_next_check_at_index', properties: ['nextCheckAt'] }],
  properties: {
    userId: p.text().primary(),
    claim: p.text(),
    domain: p.text(),
    method: p.text().$type<ProofMethod>(),
    token: p.text(),
    setAt: p.datetime().columnType('timestamptz'),
    verifiedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    failingSince: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    lostAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    checkedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    finding: p.json<Finding>().nullable().strictNullable(),
    nextCheckAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `accounts.developer_domains`: the domain that a developer says is theirs. `claim` is another with each domain, method and token. */
export class DeveloperDomainRow extends DeveloperDomainSchema.class {}
DeveloperDomainSchema.setClass(DeveloperDomainRow);
