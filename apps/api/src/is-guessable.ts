/** Whether a secret is none: written by hand as a stand-in, or with little in it. Random ones of 32 characters have many more than ten different ones. */
export function isGuessable(secret: string): boolean {
  return (
    /change.?me|secret|password|passwort|example|minimart|0123456789|abcdefgh/i.test(secret) ||
    new Set(secret).size < 10
  );
}

/** Whether bytes were hardly made at random: of 32 random ones about 30 differ. */
export const isUniform = (bytes: Uint8Array): boolean => new Set(bytes).size < 16;
