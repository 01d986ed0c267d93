/** What this server has done since it began: pages given from memory and rendered, and answers by the class of their status. */
export const storeCounts = {
  pages: { kept: 0, rendered: 0 },
  answers: { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 },
};

/** Counts an answer by its status. */
export function countAnswer(status: number): void {
  const found = `${Math.floor(status / 100)}xx`;
  if (found in storeCounts.answers) storeCounts.answers[found as keyof typeof storeCounts.answers] += 1;
}
