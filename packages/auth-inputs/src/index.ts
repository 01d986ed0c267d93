export { checkAuthInput, type AuthInputCheck, type AuthInputValue } from './check-auth-input.ts';
export { authInputTypes, type AuthInputRules, type AuthInputType } from './auth-input-rules.ts';
export { formats, formatIds, type FormatId } from './formats.ts';
export { controlAttributes, type ControlAttributes } from './control-attributes.ts';
export { isStorable } from './is-storable.ts';
export { sampleAuthInput, type SampledAuthInput } from './sample-auth-input.ts';
