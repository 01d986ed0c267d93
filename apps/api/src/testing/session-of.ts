import request from 'supertest';
import type { TestApi } from './create-test-api.ts';
import type { TestPerson } from './plant-people.ts';

/** What a browser sends in which somebody has signed in, and whose page it is. */
export type SessionHeaders = Record<'cookie' | 'origin', string>;

/** Signs a person in. */
export async function sessionOf(
  { app, services }: Pick<TestApi, 'app' | 'services'>,
  { email, password }: Pick<TestPerson, 'email' | 'password'>,
): Promise<SessionHeaders> {
  const { headers } = await request(app).post('/v1/auth/sign-in/email').send({ email, password }).expect(200);
  const cookie = (headers['set-cookie'] as unknown as string[]).map((line) => line.split(';')[0]).join('; ');
  return { cookie, origin: services.config.baseUrl };
}
