/** Whether a version is a draft's, as it is installed into a sandbox. */
export const isDraftVersion = (version: string): boolean => version.startsWith('0.0.0-draft.');
