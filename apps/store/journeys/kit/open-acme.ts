import { createIdentityProvider, type IdentityProvider } from '@minimart/identity-provider';
import { keepSecret } from './known-secrets.ts';
import { system } from './system.ts';

/** Opens the platform, Acme, where the system looks for it; until then, and afterwards, it is down. */
export async function openAcme(): Promise<IdentityProvider> {
  const provider = await createIdentityProvider(system.platform);
  keepSecret('the client’s secret', provider.clientSecret);
  provider.serve(system.baseUrl);
  return provider;
}
