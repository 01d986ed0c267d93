export { blankMp4Metadata } from './blank-mp4-metadata.ts';
export { createPictureEncoder, type PictureEncoder } from './create-picture-encoder.ts';
export type { PictureVariant } from './encode-picture.ts';
export { mediaErrorCodes, type MediaErrorCode } from './media-error-codes.ts';
export { pictureUses, type PictureUse } from './picture-uses.ts';
export { sniffPicture, sniffVideo, type VideoType } from './sniff-media.ts';
export { drawSocialCard, socialSize, type SocialCard } from './social/draw-social-card.ts';
