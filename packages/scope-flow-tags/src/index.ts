export { flowTags } from './flow-tags.ts';
