/** The shelves of the store, in the order they are shown. */
export const categories = [
  { id: 'marketing', label: 'Marketing' },
  { id: 'sales', label: 'Sales' },
  { id: 'support', label: 'Customer support' },
  { id: 'ecommerce', label: 'E-commerce' },
  { id: 'payments', label: 'Payments' },
  { id: 'scheduling', label: 'Scheduling' },
  { id: 'communication', label: 'Communication' },
  { id: 'analytics', label: 'Analytics' },
  { id: 'ai', label: 'AI' },
  { id: 'productivity', label: 'Productivity' },
  { id: 'developer-tools', label: 'Developer tools' },
  { id: 'other', label: 'Other' },
] as const;

/** The id of a shelf. */
export type CategoryId = (typeof categories)[number]['id'];

/** The ids of `categories`, in the same order. */
export const categoryIds: readonly CategoryId[] = categories.map((category) => category.id);
