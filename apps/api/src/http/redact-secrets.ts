import { redactKeys } from '@minimart/keys';
import { describeToken, tokenPattern } from '@minimart/tokens';

const accessTokens = new RegExp(tokenPattern(['mm_pat']).replaceAll(String.raw`\b`, ''), 'g');
const signingSecrets = /whsec_[A-Za-z0-9+/_-]{24,}={0,2}/g;

/** The text of a person with what opens a door of ours left out: of keys and personal access tokens the ends stay, of signing secrets nothing. */
export function redactSecrets(text: string): string {
  return redactKeys(text)
    .replaceAll(accessTokens, (token) => {
      const { start, lastFour } = describeToken(token);
      return `${start}...${lastFour}`;
    })
    .replaceAll(signingSecrets, 'whsec_...');
}
