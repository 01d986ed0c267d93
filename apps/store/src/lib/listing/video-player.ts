/** Where a video plays inside a page, and whose player that is. */
export interface VideoPlayer {
  host: 'YouTube' | 'Vimeo';
  src: string;
}

/** The player of an address at YouTube or Vimeo; undefined for one that names no video. YouTube's is the one that sets no cookies before it plays. */
export function videoPlayer(address: string): VideoPlayer | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, searchParams } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  if (hostname === 'youtu.be') return youTube(parts[0]);
  if (/^(?:www\.|m\.)?youtube\.com$/.test(hostname)) {
    const isShort = ['embed', 'shorts', 'live'].includes(parts[0] ?? '');
    return youTube(isShort ? parts[1] : (searchParams.get('v') ?? undefined));
  }
  if (!/^(?:player\.)?vimeo\.com$/.test(hostname)) return undefined;
  const place = parts.findIndex((part) => /^\d+$/.test(part));
  // The part after the number opens a video that is not listed.
  return place < 0 ? undefined : vimeo(parts[place]!, searchParams.get('h') ?? parts[place + 1]);
}

function youTube(id: string | undefined): VideoPlayer | undefined {
  if (id === undefined || !/^[\w-]{6,20}$/.test(id)) return undefined;
  return { host: 'YouTube', src: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1&rel=0` };
}

function vimeo(id: string, hash: string | undefined): VideoPlayer {
  const unlisted = hash !== undefined && /^[0-9a-f]{6,40}$/.test(hash) ? `&h=${hash}` : '';
  return { host: 'Vimeo', src: `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1${unlisted}` };
}
