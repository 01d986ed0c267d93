import type { SectionOf } from './draft-sections.ts';
import type { UploadUse } from './upload-words.ts';

type Settings = SectionOf<'settings'>;

/** A change of what pictures and which video a draft has. `place` says which screenshot, counted from 0. */
export type PictureChange =
  { do: 'use'; use: UploadUse; reference: string; alt: string } | { do: 'remove'; use: UploadUse; place: number };

/** The settings with one picture or the video put in, or taken out. A screenshot is added at the end. */
export function changePictures(settings: Settings, change: PictureChange): Settings {
  if (change.use === 'screenshot') {
    const screenshots = settings.screenshots ?? [];
    return {
      ...settings,
      screenshots:
        change.do === 'use'
          ? [...screenshots, { image: change.reference, alt: change.alt }]
          : screenshots.filter((_, place) => place !== change.place),
    };
  }
  const { [change.use]: _former, ...rest } = settings;
  return change.do === 'use' ? { ...settings, [change.use]: change.reference } : (rest as Settings);
}
