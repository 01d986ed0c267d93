import { addTag } from './add-tag.ts';
import { addTagByName } from './add-tag-by-name.ts';
import { addTags } from './add-tags.ts';
import { addTagsByName } from './add-tags-by-name.ts';
import { removeTag } from './remove-tag.ts';
import { removeTagByName } from './remove-tag-by-name.ts';
import { removeTags } from './remove-tags.ts';
import { removeTagsByName } from './remove-tags-by-name.ts';

/** The tags of one person. */
export const tagOperations = [
  addTag,
  addTagByName,
  addTags,
  addTagsByName,
  removeTag,
  removeTagByName,
  removeTags,
  removeTagsByName,
] as const;
