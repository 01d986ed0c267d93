import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@minimart/problem';
import type { Encoded } from './encode-in-child.ts';
import type { Encoding, PictureVariant } from './encode-picture.ts';
import { mediaErrorCodes, type MediaErrorCode } from './media-error-codes.ts';

/** Makes pictures anew, a few at a time. */
export interface PictureEncoder {
  /** As `encodePicture`, in a process of its own. Refuses `file_unreadable` also when decoding takes too long or breaks that process. */
  encode(encoding: Encoding): Promise<PictureVariant[]>;
}

interface EncoderOptions {
  /** How many pictures are decoded at once; the others wait. */
  concurrency?: number;
  /** After this long, a process that still decodes is ended. */
  timeoutMs?: number;
  /** Told when a process broke or was ended, for the log. */
  onBreak?: (reason: string) => void;
}

/** Wires an encoder that starts a process for each picture, so that one made to break a decoder breaks nothing else. */
export function createPictureEncoder(options: EncoderOptions = {}): PictureEncoder {
  const { concurrency = 2, timeoutMs = 30_000, onBreak = () => {} } = options;
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async () => {
    if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async encode(encoding) {
      await enter();
      try {
        const answer = await encodeApart(encoding, timeoutMs);
        if (typeof answer !== 'string') return take(answer);
        onBreak(answer);
        throw new Refusal<MediaErrorCode>({ code: 'file_unreadable', detail: tooHard });
      } finally {
        leave();
      }
    },
  };
}

const tooHard =
  'This picture could not be decoded. Export it again, without animation and not too large, and upload that.';

// Beside this file, as it was written or as it was bundled.
const program = fileURLToPath(new URL(`./encode-in-child${extname(import.meta.url)}`, import.meta.url));

/** The answer of a process of its own, or why there is none. */
function encodeApart(encoding: Encoding, timeoutMs: number): Promise<Encoded | string> {
  return new Promise((resolve) => {
    // With an empty environment: it holds the address of the database and the keys of ours.
    const child = fork(program, [], {
      env: {},
      execArgv: ['--permission', '--allow-fs-read=*', `--allow-fs-write=${encoding.folder}`, '--allow-addons'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => {
      resolve(`was ended after ${timeoutMs} ms`);
      child.kill('SIGKILL');
    }, timeoutMs);
    child.once('message', (answer: Encoded) => resolve(answer));
    child.once('error', (error) => resolve(`did not start: ${error.message}`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(`ended with ${signal ?? code}`);
    });
    child.send(encoding, () => {});
  });
}

function take(answer: Encoded): PictureVariant[] {
  if (answer.ok) return answer.variants;
  const code = mediaErrorCodes.find((each) => each === answer.code) ?? 'file_unreadable';
  throw new Refusal<MediaErrorCode>({ code, detail: answer.detail });
}
