import { flag, text } from './fields';

/** Servers beside the PBX can be taken out of service without being deleted. */
export const serverEnabled = flag('enabled', 'Whether the server is in service', { default: true });

/** Where such a server is: it needs one of the two. */
export const serverAddresses = [
	text('ipv4', 'IPv4 address; this or IPv6 is needed'),
	text('ipv6', 'IPv6 address; this or IPv4 is needed'),
];

/** Where a server is for phones on the inside and on the internet. */
export const networkAddresses = [
	text('private_ipv4', 'Address inside the network'),
	text('private_ipv6', 'IPv6 address inside the network'),
	text('public_ipv4', 'Address under which the internet reaches it'),
	text('public_ipv6', 'IPv6 address under which the internet reaches it'),
];
