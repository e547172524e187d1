for bundle in ('web.assets_common', 'web.assets_frontend', 'web.assets_backend'):
    env['ir.qweb']._get_asset_nodes(bundle, {'lang': 'en_US'}, js=True, css=True)
env.cr.commit()
