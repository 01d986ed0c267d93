export { userFields } from './user-fields.ts';
