-- Schema 4: which network looked at a track.

-- The weights whose reading an audit holds; NULL: none looked.
ALTER TABLE audits ADD COLUMN network TEXT GENERATED ALWAYS AS (
    CASE WHEN json_valid(measurements) THEN json_extract(measurements, '$.network.weights') END
) VIRTUAL;

CREATE INDEX audits_network ON audits (network) WHERE network IS NOT NULL;
