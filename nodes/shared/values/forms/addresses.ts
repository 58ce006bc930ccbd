import type { Field } from '../../api/types';
import { refused, type InputRefused } from '../inputRefused';
import { entriesOf, joined, type Form } from './form';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

const isIpv4 = (text: string): boolean => IPV4.test(text) && !/(^|\.)0\d/.test(text);

/** Groups of hexadecimal digits, `::` at most once for those left out, an IPv4 address at the end. */
function isIpv6(text: string): boolean {
	const [head, tail, ...more] = text.split('::');
	if (more.length || !/^[0-9a-f:.]+$/i.test(text)) return false;
	const groups = [head, tail ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')));
	const last = groups.at(-1) ?? '';
	const embedded = isIpv4(last);
	const words = embedded ? groups.slice(0, -1) : groups;
	const count = words.length + (embedded ? 2 : 0);
	if (!words.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
	return tail === undefined ? count === 8 : count < 8;
}

const isAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);

/** An address, or a network as an address with the length of its prefix. */
function isNetwork(text: string): boolean {
	const [address, length, ...more] = text.split('/');
	if (more.length || !isAddress(address)) return false;
	if (length === undefined) return true;
	return /^(?:0|[1-9]\d{0,2})$/.test(length) && Number(length) <= (isIpv4(address) ? 32 : 128);
}

/** A host name in ASCII; four numbers with dots are an address, and were checked as one. */
const isHostName = (text: string): boolean =>
	text.length <= 253 &&
	text.split('.').every((label) => LABEL.test(label)) &&
	!/^[\d.]+$/.test(text);

const isHost = (text: string): boolean => isHostName(text) || isAddress(text);

/** The host that an address of another kind is about, to be copied from the message. */
function hostIn(text: string): string | undefined {
	const [, bare] =
		/^(?:[a-z][a-z0-9+.-]*:\/\/|sips?:)?(?:[^@/]*@)?(\[[^\]]+\]|[^@/?#:;]+)(?::\d+)?(?:[/?#;].*)?$/i.exec(
			text,
		) ?? [];
	const host = bare?.replace(/^[.[]+|[.\]]+$/g, '');
	return host && host !== text && isHost(host) ? host : undefined;
}

function hostRefused(field: Field, text: string, takes: string): InputRefused {
	const host = hostIn(text);
	return refused('host', field, text, `it takes ${takes}`, {
		example: field.example ?? 'sip.customer.example',
		advice: host
			? `If ${host} is meant, give that alone: no scheme, port, path or user.`
			: 'It has no scheme, port, blank or @, and no dot at either end; letters outside of ASCII are written as xn--.',
	});
}

/** The name of a host, or its address. */
export const host: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (isHost(text)) return text;
		throw hostRefused(field, text, 'a host name or an IP address');
	},
};

/** The SIP domain of a tenant; it need not resolve. */
export const sipDomain: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (isHost(text)) return text;
		throw hostRefused(field, text, 'a domain');
	},
};

const addressForm = (fits: (text: string) => boolean, takes: string, example: string): Form => ({
	visible: true,
	typed: true,
	read(field, text) {
		if (fits(text)) return text;
		throw refused('address', field, text, `it takes ${takes}`, { example });
	},
});

export const ipv4 = addressForm(isIpv4, 'an IPv4 address', '192.0.2.10');
export const ipv6 = addressForm(isIpv6, 'an IPv6 address', '2001:db8::10');
export const ip = addressForm(isAddress, 'an IP address', '192.0.2.10');

/** A network whose address has bits beyond its prefix: the whole of it, or the one address. */
function refuseHostBits(field: Field, text: string): void {
	const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text) ?? [];
	if (!parts.length) return;
	const [first, second, third, fourth, length] = parts.map(Number);
	const bits = ((first * 256 + second) * 256 + third) * 256 + fourth;
	const rest = bits % 2 ** (32 - length);
	if (rest === 0) return;
	const [address] = text.split('/');
	const start = bits - rest;
	const network = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.');
	const readings = `${network}/${length} or ${address}/32`;
	throw refused('hostBits', field, text, `it can be read as ${readings}`, {
		advice: 'Give the network, or the one address, whichever is meant.',
	});
}

const networkRefused = (field: Field, text: string, takes: string, part = false): InputRefused =>
	refused('network', field, text, `it takes ${takes}`, {
		part,
		example: '192.0.2.0/24 or 2001:db8::/32',
		advice: 'The prefix has at most 32 bits for IPv4 and 128 for IPv6.',
	});

/**
 * One network. A single address stands for itself only: what a PBX makes of one without a prefix
 * is not published, and could be more than was meant.
 */
export const cidr: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (isIpv4(text)) return `${text}/32`;
		if (isIpv6(text)) return `${text}/128`;
		if (isNetwork(text)) {
			refuseHostBits(field, text);
			return text;
		}
		throw networkRefused(field, text, 'an IP address or a network with its prefix');
	},
};

/** Networks and addresses, sent with semicolons between them. */
export const cidrs: Form = {
	unpack: joined(';'),
	typed: true,
	read(field, text) {
		// No address has a blank in it, so that a blank can only part two of them.
		const entries = entriesOf(text, /[;,\s]+/);
		const wrong = entries.find((entry) => !isNetwork(entry));
		if (wrong === undefined) {
			for (const entry of entries) refuseHostBits(field, entry);
			return entries.join(';');
		}
		throw networkRefused(
			field,
			wrong,
			'IP addresses and networks with their prefix, with semicolons between them',
			entries.length > 1,
		);
	},
};

const URL =
	/^https?:\/\/(?:[^\s@/?#]*@)?(\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i;
const LAST_PORT = 65_535;

function isUrl(text: string): boolean {
	const [, name, port = '80'] = URL.exec(text) ?? [];
	if (name === undefined || Number(port) < 1 || Number(port) > LAST_PORT) return false;
	return name.startsWith('[') ? isIpv6(name.slice(1, -1)) : isHost(name);
}

/** An address that the PBX calls. */
export const url: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (isUrl(text)) return text;
		throw refused('url', field, text, 'it takes a web address with http:// or https://', {
			example: field.example ?? 'https://www.customer.example/page',
		});
	},
};

/** Without a scheme, the name of a site is known by its dot, and an address of mail by its @. */
const isBareSite = /^[^@/?#]+\.[^@]+$/;

/** An address for people, who leave the scheme out. */
export const website: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (isUrl(text) || (isBareSite.test(text) && isUrl(`https://${text}`))) return text;
		throw refused('website', field, text, 'it takes the address of a website', {
			example: field.example ?? 'https://www.customer.example',
		});
	},
};

/** Twelve hexadecimal digits; with colons or dashes as they came, in other notations bare. */
export const mac: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (
			/^(?:[0-9a-f]{12}|[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5})$/i.test(text)
		)
			return text;
		const bare = text.replace(/[\s.:‐‑‒–—−-]/g, '');
		// Groups of another length, as switches write them: 0015.65aa.bbcc.
		if (/^[0-9a-f]{12}$/i.test(bare) && /^[0-9a-f]{2,6}([\s.:‐‑‒–—−-][0-9a-f]{2,6})*$/i.test(text))
			return bare;
		const wrong = /[^0-9a-f]/i.exec(bare)?.[0];
		const has = wrong === undefined ? bare.length : `"${wrong}", which is none`;
		throw refused('mac', field, text, `it takes 12 hexadecimal digits, and has ${has}`, {
			example: '001565AABBCC or 00:15:65:AA:BB:CC',
		});
	},
};
