// Makes functions of the texts: `src/paraglide`, which is not in the repository.
import { compileMessages } from './compile-messages.ts';

await compileMessages();
