import type { TokenScope } from '@minimart/accounts';
import { agentOf } from './agent-of.ts';

/** Who asks: a person, by a browser session or by a personal access token. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  by: 'session' | 'token';
  /** The session that the request was sent with; undefined for a token. */
  sessionId?: string | undefined;
  /** What a token may; absent where nothing is kept from them: by a session, and by a token from before there were scopes. */
  scopes?: readonly TokenScope[];
  /** The IP address that the request came from, as far as the proxies in front are believed. */
  address: string | null;
  /** What the program that sent it says of itself. */
  userAgent: string | undefined;
}

/** Finds out who sent a request; undefined for nobody. Refuses `token_invalid` for a token that is none. */
export type Authenticate = (headers: {
  cookie?: string | undefined;
  authorization?: string | undefined;
}) => Promise<Omit<Actor, 'address' | 'userAgent'> | undefined>;

/** Who does something and from where, for a history. */
export const byOf = ({ userId, address }: Pick<Actor, 'userId' | 'address'>) => ({ actor: userId, address });

/** Where a person says something from, and the language of what they read, for a consent. */
export const placeOf = ({ address, userAgent }: Pick<Actor, 'address' | 'userAgent'>, language: string) => {
  return { address, userAgent: agentOf(userAgent), language };
};
