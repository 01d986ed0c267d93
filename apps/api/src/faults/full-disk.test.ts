import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openUploads } from '../testing/open-uploads.ts';
import { noisyPicture } from '../testing/sample-files.ts';

/** A file system of so many kilobytes in memory, where this user may mount one. */
function mountSmall(kilobytes: number): (Disposable & { path: string }) | undefined {
  const path = mkdtempSync(join(tmpdir(), 'minimart-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  return {
    path,
    [Symbol.dispose]() {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

const mayMount = (() => {
  using disk = mountSmall(64);
  return disk !== undefined;
})();

// Where no file system may be mounted, the same is shown of the handler of errors alone, in as-busy.test.ts.
test.skipIf(!mayMount)(
  'an upload that the disk has no room for is 507 in words, leaves no file behind, and is taken once there is room',
  async () => {
    using disk = mountSmall(2_000)!;
    const dataDir = join(disk.path, 'data');
    await using uploads = await openUploads({}, { dataDir });
    const ann = await uploads.api.person('ann');
    const picture = await noisyPicture(512, 512).png().toBuffer();
    // Too long already while it is received; while it is made anew; and while what was made is stored.
    const before = picture.byteLength;
    for (const freeKilobytes of [before / 2_048, before / 1_024 + 40, before / 1_024 + 250]) {
      const filler = join(disk.path, 'filler');
      await writeFile(filler, Buffer.alloc((2_000 - freeKilobytes - 60) * 1_024));
      const refused = await uploads.upload(ann, 'logo', picture);
      expect([Math.round(freeKilobytes), refused]).toMatchObject([
        expect.any(Number),
        { status: 507, body: { code: 'disk_full' } },
      ]);
      expect(await uploads.files()).toEqual([]);
      rmSync(filler);
    }
    expect(await uploads.upload(ann, 'logo', picture)).toMatchObject({ status: 201 });
  },
);
