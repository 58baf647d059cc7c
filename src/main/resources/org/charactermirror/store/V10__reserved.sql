-- Another change of the tables takes this number.
UPDATE annotation_version SET version = version WHERE false;
