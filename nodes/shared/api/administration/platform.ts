import { action, read, resource, write } from '../define';
import { choice, flag, longSecret, longText, need, reference, secret, text } from '../fields';
import { networkAddresses } from '../serverFields';

export const network = resource(
	'network',
	'Network',
	'/network',
	[
		read('get', 'GET', { action: 'Get network settings' }),
		write(
			'update',
			'POST',
			[
				text('web_domain', 'Host name under which people open the web portal'),
				flag('enable_ipv6', 'Whether the PBX uses IPv6', { default: true }),
				...networkAddresses,
				text('primary_dns_server', undefined, {
					title: 'Primary DNS Server',
					example: '192.0.2.53',
				}),
				text('secondary_dns_server', undefined, { title: 'Secondary DNS Server' }),
			],
			{
				action: 'Update network settings',
				description: 'Wrong addresses can cut the PBX off: check them before the node runs',
			},
		),
	],
	{ description: 'Addresses and DNS of the PBX; needs a system administrator' },
);

export const certificate = resource(
	'certificate',
	'Certificate',
	'/key',
	[
		read('get', 'GET', {
			action: 'Get TLS certificate',
			description: 'Gives the certificate and its private key; treat the answer as a secret',
		}),
		write(
			'update',
			'POST',
			[
				need(
					longText('crt', 'The certificate with its chain, in PEM form', { title: 'Certificate' }),
				),
				need(
					longSecret('key', 'The private key of the certificate, in PEM form', {
						title: 'Private Key',
						form: 'privateKey',
					}),
				),
			],
			{
				action: 'Update TLS certificate',
				description: 'Replace the certificate of web portal and SIP',
			},
		),
	],
	{
		alsoCalled: 'TLS, SSL',
		description: 'TLS certificate of the PBX; needs a system administrator',
	},
);

export const license = resource(
	'license',
	'License',
	'/license',
	[
		read('get', 'GET', {
			action: 'Get license',
			simple: ['product_name', 'company_name', 'max_sim_calls', 'license_type', 'license_status'],
		}),
		action('update', 'POST', [need(secret('license_key', undefined, { title: 'License Key' }))], {
			name: 'Update',
			action: 'Update license key',
			description:
				'Enter a license key. The PBX may answer with a 5xx code although it stored the key: read the license afterwards.',
			done: 'updated',
		}),
	],
	{ description: 'License of the PBX; needs a system administrator' },
);

export const brand = resource(
	'brand',
	'Brand',
	'/brand',
	[
		write(
			'update',
			'POST',
			[
				choice(
					'theme',
					['BLUE', 'DARK', 'GREEN', 'LIGHT_BLUE', 'PURPLE'],
					'Colours of the web portal',
				),
				reference('logo', 'file', 'An uploaded image', { title: 'Logo File' }),
				reference('favicon', 'file', 'An uploaded image', { title: 'Favicon File' }),
				text('title', 'Title of the browser window'),
				text('copyright', 'Line with the copyright'),
				text('product', 'Name of the product in the portal', { title: 'Product Name' }),
				text('website', 'Address behind the product name', {
					example: 'https://www.provider.example',
				}),
				text('forum', 'Address of the support forum', { title: 'Forum URL' }),
				text('bottom_text', 'Text or HTML at the foot of the sign-in page, up to 256 characters'),
			],
			{ action: 'Update brand', description: 'Name, colours and pictures of the web portal' },
		),
	],
	{
		alsoCalled: 'White Label',
		description: 'How the web portal looks; needs a system administrator',
	},
);
