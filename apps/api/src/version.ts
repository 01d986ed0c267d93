import packageJson from '../package.json' with { type: 'json' };

/** The version of this program, as it names itself to others. */
export const { version } = packageJson;
