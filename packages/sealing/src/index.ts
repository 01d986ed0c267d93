export { createSealer, type Sealer, type SealingKey } from './create-sealer.ts';
export { parseSealingKeys } from './parse-sealing-keys.ts';
