/** What a file is uploaded for. */
export type UploadUse = 'logo' | 'cover' | 'screenshot' | 'video';

interface UploadWords {
  /** What the file dialog offers. */
  accept: string;
  /** What is taken, for people. */
  takes: string;
  /** As the API has it; what is longer is not even sent. */
  mostBytes: number;
}

const megabyte = 1_000_000;
const picture = {
  accept: 'image/png,image/jpeg,image/webp,image/avif,image/gif',
  mostBytes: 10 * megabyte,
};

/** What people are told of each use, and what the browser checks before it sends anything. */
export const uploadWords: Readonly<Record<UploadUse, UploadWords>> = {
  logo: { ...picture, takes: 'PNG, JPEG, WebP, AVIF or GIF, square, 96 pixels or more, at most 10 MB.' },
  cover: { ...picture, takes: 'PNG, JPEG, WebP, AVIF or GIF, twice as wide as high, at most 10 MB.' },
  screenshot: { ...picture, takes: 'PNG, JPEG, WebP, AVIF or GIF, 320 pixels wide or more, at most 10 MB.' },
  video: { accept: 'video/mp4,video/webm', mostBytes: 50 * megabyte, takes: 'MP4 or WebM, at most 50 MB.' },
};

/** Why a file is not worth sending; undefined for one that is. The API looks again, at the bytes. */
export function refuseBeforeUpload(file: Pick<File, 'size' | 'type'>, use: UploadUse): string | undefined {
  const { mostBytes, takes } = uploadWords[use];
  if (file.size === 0) return 'This file is empty. Choose another one.';
  if (file.type === 'image/svg+xml') {
    return 'SVG is not taken, because it can hold scripts. Export it as PNG, twice as large as it is shown, and upload that.';
  }
  if (file.size > mostBytes) {
    return `This file has ${showMegabytes(file.size)}; at most ${showMegabytes(mostBytes)} are taken. Make it smaller and try again.`;
  }
  if (file.type !== '' && !file.type.startsWith(use === 'video' ? 'video/' : 'image/')) {
    return `This kind of file is not taken here. ${takes}`;
  }
  return undefined;
}

function showMegabytes(bytes: number): string {
  return `${(Math.ceil((bytes / megabyte) * 10) / 10).toLocaleString('en')} MB`;
}
