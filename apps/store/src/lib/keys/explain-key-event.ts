import { m } from '@minimart/messages';
import type { KeyEvent } from '#lib/server/api.ts';

type Explained = Pick<KeyEvent, 'event' | 'actor' | 'detail'>;

const reasons: Record<string, () => string> = {
  revoked: m.installed_key_refusal_revoked,
  disabled: m.installed_key_refusal_disabled,
  suspended: m.installed_key_refusal_suspended,
  expired: m.installed_key_refusal_expired,
  network: m.installed_key_refusal_network,
  environment: m.installed_key_refusal_environment,
};

const places: Record<string, () => string> = {
  path: m.installed_key_event_in_address,
  query: m.installed_key_event_in_address,
  body: m.installed_key_event_in_body,
};

const ends: Record<string, () => string> = {
  uninstall: m.installed_key_end_uninstall,
  cancel: m.installed_key_end_cancel,
  retry: m.installed_key_end_retry,
  rotated: m.installed_key_end_rotated,
  'rotated again': m.installed_key_end_rotated_again,
  refused: m.installed_key_end_refused,
  gone: m.installed_key_end_gone,
  gave_up: m.installed_key_end_gave_up,
  leaked: m.installed_key_end_leaked,
  'ended by a member': m.installed_key_end_by_member,
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Puts one event of a key's history into a sentence; who did it is told apart where it was a person. */
export function explainKeyEvent({ event, detail }: Explained): string {
  const hours = Math.round(Number(detail['overlapMs']) / 360_000) / 10;
  switch (event) {
    case 'minted':
      return m.installed_key_event_minted();
    case 'rotated':
      return hours > 0 ? m.installed_key_event_rotated({ count: hours }) : m.installed_key_event_rotated_now();
    case 'rotation_undone':
      return m.installed_key_event_undone();
    case 'narrowed':
      return m.installed_key_event_narrowed();
    case 'widened':
      return m.installed_key_event_widened();
    case 'networks_changed':
      return explainNetworks(detail['to']);
    case 'disabled':
      return m.installed_key_event_disabled();
    case 'enabled':
      return m.installed_key_event_enabled();
    case 'suspended':
      return m.installed_key_event_suspended();
    case 'unsuspended':
      return m.installed_key_event_unsuspended();
    case 'revoked':
      return m.installed_key_event_revoked({ reason: inWords(ends, detail['reason']) });
    case 'leaked':
      return explainLeak(detail);
    case 'refused':
      return m.installed_key_event_refused({
        count: Number(detail['times']),
        reason: inWords(reasons, detail['reason']),
      });
  }
}

function explainLeak(detail: Explained['detail']): string {
  const url = text(detail['url']);
  if (detail['place'] === 'public')
    return url === '' ? m.installed_key_event_public() : m.installed_key_event_public_at({ url });
  return (places[text(detail['reason'])] ?? m.installed_key_event_misplaced)();
}

function explainNetworks(to: unknown): string {
  if (!Array.isArray(to)) return m.installed_key_event_from_anywhere();
  return to.length === 0
    ? m.installed_key_event_from_nowhere()
    : m.installed_key_event_from({ networks: to.join(', ') });
}

/** What a reason is in words; one that is new here is told as it is. */
function inWords(words: Record<string, () => string>, reason: unknown): string {
  return words[text(reason)]?.() ?? text(reason);
}
