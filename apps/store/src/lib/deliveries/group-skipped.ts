/** What could not be sent again, by the reason, the most frequent first. */
export function groupSkipped(skipped: readonly { deliveryId: string; reason: string }[]) {
  const byReason = Map.groupBy(skipped, ({ reason }) => reason);
  return [...byReason]
    .map(([reason, group]) => ({ reason, deliveryIds: group.map(({ deliveryId }) => deliveryId) }))
    .toSorted((a, b) => b.deliveryIds.length - a.deliveryIds.length);
}
