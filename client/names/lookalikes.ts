/**
 * Letters that can be taken for Latin ones or for digits, after what they look like: `a:ɑα`. From the table of confusables of
 * UTS 39 (Unicode 15.0): letters and digits of the Latin, Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu, Canadian and
 * Deseret scripts that NFKC leaves as they are, in lower case and without marks. Small capitals, and the small letters of
 * Greek and Cyrillic that look like them, are ours: UTS 39 tells those apart.
 */
export const lookalikes = `
2:ƧƻϨᒿꙄꝚ 3:ƷȜЗҘӠⳌꝪꞫ 4:Ꮞᔯᔰ 5:Ƽ 6:бᏮⳒ 8:Ȣȣ 9:ⳊꝮ a:ɑΑαАаᎪᗅᴀꓮ aa:Ꜳꜳ ae:ÆæӔӕ ao:Ꜵꜵ au:Ꜷꜷ av:ꜸꜹꜺꜻ ay:Ꜽꜽ
b:ƀƁƂƃƄɓʙΒБВЬвѢѣҌҍᏏᏴᑲᑳᑾᑿᒀᒁᒈᖯᗷꓐꞴ bl:Ы c:ƇȼСсҪҫᏟᴄⲤⲥꓚꮯ𐐕𐐽 d:ÐĐđƉƊƌɖɗԁᎠᏧᑯᑺᑻᒇᗞᗪᴅꓒꓓ dz:ʣ e:ɆɇΕЕеҽҿᎬᴇꓰꬲ
f:ƑƒϜքᖴᵮẝꓝꜰꞘꞙꟻꬵ g:ƍƓǤǥɠɡɢԌցᏀᏳᶃꓖ h:ĦħɦʜΗНнћҢһӇӉհᎻᏂᏲᕼⱧⲎꓧꚕ i:ıɨɩɪιіӏᎥᵻᵼꙇꭵ j:ɈɉͿϳЈјᎫᒍᒘᒙᴊꓙꞲ k:ƘƙΚκКкҚҞᏦᴋⱩⲔꓗꝀ
l:ŁłƖƗƚǀɫɭʟΙІӀᏞᒪᒶᒷⲒⳐꓡꓲ𐐛 ll:ǁ lo:Ю ls:ʪ lz:ʫ m:ΜϺМмӍᎷᗰᴍⲘꓟ n:ƝƞɳɴΝηոռᵰⲚꓠ o:ØøƟɵΘΟθοσОоѲѳӨөՕօᎤᎾᏫᴏᴑⲞⲟꓳꝊꝋꬽꬾꭴꮎꮻ𐐄𐐬
oe:Œœ oo:ꚘꚙꝎꝏ p:ƤƥΡρРрᏢᑭᑶᑷᒆᴘᵽⲢⲣꓑ q:ʠԛգզ r:ƦɍɼɽʀгґғᎡᏒᖇᴦᵲⲅꓣꭇꭈꮁ rn:ɱᵯ s:ƽʂЅѕՏᏕᏚᵴꓢꜱꮪ𐐠𐑈 t:ŦŧƬƭƮȾΤτТтҬᎢᴛᵵⲦꓔ t3:Ꜩ
tf:ꝷ ts:ʦ u:ɄʋυՍսᏌᑌᑗᑘᑧᴜᵾꓴꞟꭎꭒꮜ ue:ᵫ uo:ꭣ v:νѴѵᏙᐯᐺᐻᴠꓦꮩ w:ɯѡѽԜԝաᎳᏔᴡꓪꝡꮃ x:ΧХхҲᕁᕽⲬꓫꞳ y:ƳƴɎɏɣʏΥγУуҮүҰұᎩᎽᶌỿⲨꓬꭚ
z:ƵƶȤȥʐΖᏃᴢᵶꓜꮓ𐋵
`;
