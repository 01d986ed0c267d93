/** The id and the form name of the control for an auth input. */
export function authFieldId(name: string): string {
  return `auth-${name}`;
}

/** The form name of the box that says to erase a secret auth input, which is kept when its control stays empty. */
export function eraseFieldName(name: string): string {
  return `erase-${name}`;
}

/** Where the list of permissions stands on the consent page. */
export const permissionsId = 'permissions';
