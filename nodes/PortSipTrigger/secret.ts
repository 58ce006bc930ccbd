import { createHash, randomBytes, timingSafeEqual } from 'crypto';
import type { Setting } from './settings';

/** PortSIP takes 6 to 64 small letters and digits for a username and a password. */
const USERNAME = 'n8nportsip';
const madeUp = (): string => randomBytes(24).toString('hex');

/** What the PBX is to show with each event; made anew for each registration. */
export const newSecret = (basic: boolean): Setting =>
	basic
		? { auth: 'BASIC', username: USERNAME, password: madeUp() }
		: { auth: 'BEARER', token: madeUp() };

/**
 * Whether a request shows the secret. It is not written down in which header the PBX sends it, so
 * any will do: whoever knows it is the PBX. Every comparison takes equally long.
 */
export function isShown(
	{ auth, username, password, token }: Setting,
	headers: Readonly<Record<string, unknown>>,
): boolean {
	const secret = auth === 'BASIC' ? `${String(username)}:${String(password)}` : token;
	if (typeof secret !== 'string' || secret.length < LEAST) return false;
	const wanted = auth === 'BASIC' ? Buffer.from(secret).toString('base64') : secret;
	const values = Object.values(headers).filter((value) => typeof value === 'string');
	return values.map((value) => isEqual(bare(value), wanted)).includes(true);
}

/** A shorter one was not made here. */
const LEAST = 32;

/** Without the word in front, whose case does not matter. */
const bare = (value: string): string => value.replace(/^(?:bearer|basic)\s+/i, '');

const isEqual = (one: string, other: string): boolean =>
	timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
