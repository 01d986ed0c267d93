/** The number of permissions in words: `4 permissions, 1 sensitive`; `No permissions` for none. */
export function countPermissions(all: number, sensitive: number): string {
  if (all === 0) return 'No permissions';
  const counted = all === 1 ? '1 permission' : `${all} permissions`;
  return sensitive > 0 ? `${counted}, ${sensitive} sensitive` : counted;
}
