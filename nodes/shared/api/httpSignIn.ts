import { choice, secret, text } from './fields';

const word = { min: 6, max: 64, pattern: '[a-z0-9]{6,64}' };

/** How the PBX signs in at an address that it asks or posts to. */
export const httpSignIn = [
	choice(
		'auth',
		{ DISABLE: 'None', BASIC: 'Basic', DIGEST: 'Digest', BEARER: 'Bearer Token' },
		'How the PBX signs in at that address',
		{ title: 'Authentication', default: 'DISABLE' },
	),
	text('username', 'For Basic and Digest: small letters and digits', word),
	secret('password', 'For Basic and Digest: 6 to 64 small letters and digits', word),
	secret('token', 'For Bearer Token'),
];
