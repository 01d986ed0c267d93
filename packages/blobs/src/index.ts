export { isBlobKey, type BlobStore, type ByteRange } from './blob-store.ts';
export { createFileBlobs } from './create-file-blobs.ts';
export { createS3Blobs, type S3Place } from './create-s3-blobs.ts';
