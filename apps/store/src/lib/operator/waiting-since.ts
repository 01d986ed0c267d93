const minute = 60_000;
const steps = [
  { ms: 24 * 60 * minute, one: 'day', many: 'days' },
  { ms: 60 * minute, one: 'hour', many: 'hours' },
  { ms: minute, one: 'minute', many: 'minutes' },
];

/** For how long something has waited, in its largest unit: "2 days". */
export function waitingSince(since: string, now: string): string {
  const ms = Math.max(0, new Date(now).getTime() - new Date(since).getTime());
  const step = steps.find((each) => ms >= each.ms);
  if (step === undefined) return 'less than a minute';
  const count = Math.floor(ms / step.ms);
  return `${count} ${count === 1 ? step.one : step.many}`;
}
