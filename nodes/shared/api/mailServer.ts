import { choice, flag, keep, need, onTop, port, secret, text } from './fields';

/** Through which service mail is sent: of the PBX, and of each tenant. */
export const mailService = [
	choice(
		'type',
		{ SMTP: 'SMTP Server', MS365: 'Microsoft 365', GMAIL: 'Google Gmail' },
		'Service through which mail is sent',
		{ title: 'Mail Service' },
	),
	text('username', 'Name of the mail account', { max: 128 }),
].map((field) => onTop(keep(field)));

/** The mail server behind that service. */
export const mailServer = [
	text('server', 'Host name of the SMTP server', {
		title: 'SMTP Server',
		example: 'smtp.provider.example',
	}),
	port('port', undefined, { title: 'SMTP Port' }),
	text('reply_to', 'Address that answers go to', { title: 'Reply-To' }),
	secret('password', 'Password of the mail account'),
	choice(
		'auth',
		{ DISABLE: 'None', AUTO: 'Automatic', LOGIN: 'LOGIN', PLAIN: 'PLAIN' },
		'How the PBX signs in at the mail server',
		{ title: 'Authentication', default: 'AUTO' },
	),
	flag('enable_tls_ssl', 'Whether the connection is encrypted from the start', {
		title: 'Use TLS/SSL',
		default: true,
	}),
	flag(
		'enable_starttls_auto',
		'Whether the connection is encrypted as soon as the server offers it',
		{ title: 'Use STARTTLS', default: false },
	),
];

/** A message for trying it. */
export const testEmail = [
	need(text('recipient', 'Address that the message goes to', { example: 'name@email.com' })),
	need(text('subject')),
	need(text('content')),
];
