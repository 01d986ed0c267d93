export { customEvents } from './custom-events.ts';
