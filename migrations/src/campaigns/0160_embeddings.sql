-- The sites that may show a campaign within their own pages, one a line, as sources of a policy. Where there is no row,
-- every site may that is encrypted.
CREATE TABLE {m}_embedding (
  campaign uuid PRIMARY KEY,
  sites text NOT NULL
);
