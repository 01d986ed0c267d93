/** Every code that a refusal of this package carries. */
export const mediaErrorCodes = [
  'svg_not_taken',
  'file_type_not_taken',
  'file_unreadable',
  'picture_too_many_pixels',
  'picture_dimensions',
] as const;

export type MediaErrorCode = (typeof mediaErrorCodes)[number];
