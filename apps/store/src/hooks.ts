import { localeOfPath } from '@minimart/messages';
import type { Reroute } from '@sveltejs/kit/hooks';

/** The address of a page may begin with a language: `/de/apps/tag-sync`. */
export const reroute: Reroute = ({ url }) => localeOfPath(url.pathname).rest;
