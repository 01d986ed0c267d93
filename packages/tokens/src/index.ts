export { createId } from './create-id.ts';
export { mintToken } from './mint-token.ts';
export { parseToken, type ParsedToken } from './parse-token.ts';
export { hashToken, hashTokenHex } from './hash-token.ts';
export { describeToken, type TokenDescription } from './describe-token.ts';
export { replaceTokens } from './replace-tokens.ts';
export { tokenPattern } from './token-format.ts';
