export { ecommerce } from './ecommerce.ts';
