import type { Auth } from './create-auth.ts';

/** Who is brought in, with their password or with what the store's own hashing has made of it. */
export type NewPerson = { name: string; email: string } & ({ password: string } | { passwordHash: string });

/** Gives a person an account whose address counts as verified, whether strangers may sign up or not: for those whom the store itself brings in. */
export async function addPerson(
  auth: Auth,
  { name, email, ...secret }: NewPerson,
): Promise<{ id: string; name: string }> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const person = { name, email: email.toLowerCase(), emailVerified: true };
  const user = await internalAdapter.createUser(person, { method: 'email-password' });
  if (!user) throw new Error('A person could not be added.');
  const hash = 'password' in secret ? await passwords.hash(secret.password) : secret.passwordHash;
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
  return { id: user.id, name: user.name };
}
