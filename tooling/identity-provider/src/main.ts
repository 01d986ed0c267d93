import { createIdentityProvider } from './create-identity-provider.ts';

/** `pnpm identity-provider [address of the store]`: a platform with two people, until it is stopped. */
const storeUrl = new URL(process.argv[2] ?? 'http://127.0.0.1:3000').origin;
const provider = await createIdentityProvider({ port: 4400 });
const workspaces = (role: string) => [
  { id: 'tea-house', name: 'Tea House', role },
  { id: 'book-shop', name: 'Book Shop', role: 'member' },
];
provider.accounts.set('ada', {
  sub: 'acme-1',
  email: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Acme',
  minimart_workspaces: workspaces('owner'),
});
provider.accounts.set('bob', {
  sub: 'acme-2',
  email: 'bob@acme.example',
  email_verified: true,
  name: 'Bob Acme',
  minimart_workspaces: workspaces('member'),
});
provider.serve(storeUrl);
process.stdout.write(`
Acme signs its people in at ${provider.issuer}, for the store at ${storeUrl}:
${[...provider.accounts.keys()].join(' and ')}, each with the password "password".

Start the store with
  MINIMART_OIDC_ISSUER=${provider.issuer} \\
  MINIMART_OIDC_CLIENT_ID=${provider.clientId} \\
  MINIMART_OIDC_CLIENT_SECRET=${provider.clientSecret} \\
  MINIMART_OIDC_NAME=Acme pnpm start

Ctrl-C stops it.
`);
