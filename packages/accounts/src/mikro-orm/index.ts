export { addPerson } from './add-person.ts';
export { createAuth, toAuthHandler, type Auth, type AuthOptions } from './create-auth.ts';
export { createAccounts, type Accounts, type Membership, type SignedUpUser } from './create-accounts.ts';
export { createDevelopers, type Developers } from './create-developers.ts';
export { accountsTables } from './accounts-tables.ts';
export { createSignInMethods, type OpenSession, type OwnPasskey, type SignInMethods } from './create-sign-in-methods.ts';
