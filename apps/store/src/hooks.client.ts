import { speakAlways } from '@minimart/messages';
import type { ClientInit } from '@sveltejs/kit/hooks';

export const init: ClientInit = () => speakAlways(document.documentElement.lang);
