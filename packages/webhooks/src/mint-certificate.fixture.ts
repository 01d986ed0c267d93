import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate with its key, in PEM as `node:tls` takes them. */
export interface Certificate {
  cert: string;
  key: string;
  name: string;
  privateKey: KeyObject;
}

interface Wanted {
  name: string;
  /** Who signs it; without, it signs itself and is an authority. */
  issuer?: Certificate;
  days?: [number, number];
}

/** Mints an X.509 certificate (RFC 5280) for a host name, valid for `days` from now, first and last. */
export function mintCertificate({ name, issuer, days: [first, last] = [-1, 1] }: Wanted): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extension = issuer === undefined ? basicConstraints : subjectAltName(name);
  const body = seq(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    seq(time(first), time(last)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, seq(extension)),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const cert = seq(body, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${cert.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
    privateKey,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function seq(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function nameOf(text: string): Buffer {
  return seq(der(0x31, seq(oid('550403'), der(0x0c, Buffer.from(text)))));
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(text.slice(2)));
}

function subjectAltName(name: string): Buffer {
  return seq(oid('551d11'), der(0x04, seq(der(0x82, Buffer.from(name)))));
}

const ecdsaWithSha256 = seq(oid('2a8648ce3d040302'));
const basicConstraints = seq(oid('551d13'), der(0x01, Buffer.of(0xff)), der(0x04, seq(der(0x01, Buffer.of(0xff)))));
