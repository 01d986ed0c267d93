export {
  createIdentityProvider,
  type IdentityProvider,
  type Mischief,
  type PlatformAccount,
} from './create-identity-provider.ts';
