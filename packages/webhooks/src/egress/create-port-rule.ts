/** Whether a request may go to a port, with the reason in a sentence if not. */
export type PortRule = (port: number) => { ok: true } | { ok: false; reason: string };

// From 1024 up what browsers refuse (WHATWG fetch, "bad port").
const browsersRefuse = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
];
const dataStores = [
  1433, 1434, 1521, 3306, 5432, 5433, 5984, 6379, 6380, 7687, 8086, 9042, 9160, 9200, 9300, 11_211, 26_379, 27_017,
  27_018, 27_019,
];
const brokers = [1883, 2181, 2379, 2380, 4222, 5671, 5672, 8883, 9092, 61_613, 61_616];
const remoteControl = [1080, 2375, 2376, 3389, 5900, 5901, 5985, 5986, 10_250];
const servicePorts = new Set([...browsersRefuse, ...dataStores, ...brokers, ...remoteControl]);

/**
 * A rule for ports: the given ones alone, else 80, 443 and everything from 1024 up but the well-known ports of services that
 * speak another protocol, since a request can be made to look like a command to those.
 */
export function createPortRule(ports?: readonly number[]): PortRule {
  if (ports === undefined) {
    return (port) => (isUsual(port) ? { ok: true } : no(port, 'it is for another kind of service'));
  }
  const listed = new Set(ports);
  const reason = `this platform sends to ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')} only`;
  return (port) => (listed.has(port) ? { ok: true } : no(port, reason));
}

function isUsual(port: number): boolean {
  return port === 80 || port === 443 || (port >= 1024 && !servicePorts.has(port));
}

function no(port: number, reason: string): { ok: false; reason: string } {
  return { ok: false, reason: `Requests cannot go to port ${port}: ${reason}.` };
}
