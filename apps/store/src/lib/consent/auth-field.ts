/** The id and the form name of the control for an auth input. */
export function authFieldId(name: string): string {
  return `auth-${name}`;
}

/** Where the list of permissions stands on the consent page. */
export const permissionsId = 'permissions';
