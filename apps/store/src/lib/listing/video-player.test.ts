import { expect, test } from 'vitest';
import { videoPlayer } from './video-player.ts';

test.each([
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3',
  'https://m.youtube.com/watch?v=dQw4w9WgXcQ',
  'https://youtu.be/dQw4w9WgXcQ?si=x',
  'https://www.youtube.com/shorts/dQw4w9WgXcQ',
  'https://www.youtube.com/embed/dQw4w9WgXcQ',
])('%s plays at YouTube without cookies', (address) => {
  expect(videoPlayer(address)).toEqual({
    host: 'YouTube',
    src: 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0',
  });
});

test.each([
  ['https://vimeo.com/76979871', ''],
  ['https://player.vimeo.com/video/76979871', ''],
  ['https://vimeo.com/channels/staffpicks/76979871', ''],
  ['https://vimeo.com/76979871/0123abcdef', '&h=0123abcdef'],
])('%s plays at Vimeo without tracking', (address, hash) => {
  expect(videoPlayer(address)?.src).toBe(`https://player.vimeo.com/video/76979871?autoplay=1&dnt=1${hash}`);
});

test.each([
  'https://www.youtube.com/@somebody',
  'https://www.youtube.com/watch?v=a"onload=alert(1)',
  'https://vimeo.com/about',
  'https://evil.example/watch?v=dQw4w9WgXcQ',
  'javascript:alert(1)',
  '/assets/abc',
])('%s has no player', (address) => {
  expect(videoPlayer(address)).toBeUndefined();
});
