import { InputRefused } from '../shared/values/inputRefused';

/** Characters that PortSIP takes for the address of a webhook. */
const LONGEST = 128;

/** Names and addresses of the machine itself. */
const LOCAL = /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

interface Allowed {
	allowHttp: boolean;
	allowLocal: boolean;
}

/** @throws InputRefused for an address that the PBX would not take, or not reach */
export function refuseAddress(address: string, { allowHttp, allowLocal }: Allowed): void {
	const { protocol, hostname } = new URL(address);
	if (address.length > LONGEST) {
		throw new InputRefused(
			`The webhook address of this node has ${address.length} characters, and PortSIP takes ${LONGEST}: ${address}`,
			'Give n8n a shorter address (its environment variable WEBHOOK_URL).',
		);
	}
	if (LOCAL.test(hostname) && !allowLocal) {
		throw new InputRefused(
			`The webhook address of this node leads to the machine of n8n itself, where the PBX does not find it: ${address}`,
			'Set the environment variable WEBHOOK_URL of n8n to an address that the PBX reaches. If the PBX runs on the same machine, turn on Allow Local Address in Options.',
		);
	}
	if (protocol !== 'https:' && !allowHttp) {
		throw new InputRefused(
			`The webhook address of this node begins with http://, so calls and the secret would travel unencrypted: ${address}`,
			'Put n8n behind HTTPS and set its environment variable WEBHOOK_URL; or turn on Allow HTTP in Options, in a network that you trust.',
		);
	}
}

/**
 * Whether two addresses are those of one node, for its test and for its published workflow: both
 * end with its id and path.
 */
export const areTwins = (one: string, other: string): boolean => {
	const tail = tailOf(one);
	return one !== other && tail !== '' && tail === tailOf(other);
};

/** Whether an address looks like that of a trigger node of some n8n. */
export const isOfN8n = (address: string): boolean => tailOf(address) !== '';

const tailOf = (address: string): string =>
	/\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/[^/?#]+$/i.exec(address)?.[0].toLowerCase() ?? '';

/** An address as a message shows it: without what may be a secret. */
export function shownAddress(address: string): string {
	if (!URL.canParse(address)) return 'an address that cannot be read';
	const { origin, pathname, search } = new URL(address);
	return `${origin}${pathname}${search ? '?…' : ''}`;
}
